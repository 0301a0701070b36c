/** A text in every language of the site. `code` spans are written in backticks and shown in monospace. */
export interface LocalizedText {
  readonly en: string;
  readonly 'zh-cn': string;
}

export type Language = keyof LocalizedText;
