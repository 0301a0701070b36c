/** Texts of the terminal panel. */
import type { Language } from '../../grading/text.ts';

type Key =
  | 'label'
  | 'tooMuch'
  | 'help'
  | 'starting'
  | 'open'
  | 'ended'
  | 'gone'
  | 'failed'
  | 'again'
  | 'screenReader';

export const terminalStrings: Readonly<Record<Language, Readonly<Record<Key, string>>>> = {
  en: {
    label: 'Terminal. To leave it press Escape, then Tab.',
    tooMuch: 'Too much output to read out; go through it by the arrow keys.',
    help: 'Your files as they were at the last run. To leave the terminal press Escape, then Tab.',
    starting: 'The shell is starting.',
    open: '',
    ended: 'The shell has ended with exit code {code}.',
    gone: 'The WebContainer of this shell is gone.',
    failed: 'The shell could not be started: {reason}',
    again: 'New shell',
    screenReader: 'Screen reader mode',
  },
  'zh-cn': {
    label: '终端。要离开，请先按 Esc，再按 Tab。',
    tooMuch: '输出过多，无法全部朗读；请用方向键浏览。',
    help: '文件为最近一次运行时的内容。要离开终端，请先按 Esc，再按 Tab。',
    starting: '正在启动 Shell。',
    open: '',
    ended: 'Shell 已结束，退出码 {code}。',
    gone: '此 Shell 所在的 WebContainer 已不存在。',
    failed: 'Shell 启动失败：{reason}',
    again: '新建 Shell',
    screenReader: '屏幕阅读器模式',
  },
};
