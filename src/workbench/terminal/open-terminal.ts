import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import type { Shell, ShellOptions } from '../../runtime/webcontainer/shell.ts';
import { terminalKeys } from './terminal-keys.ts';
import { onThemeChange, terminalTheme } from './terminal-theme.ts';

export interface TerminalOptions {
  readonly parent: HTMLElement;
  /** Name of the input for screen readers. */
  readonly label: string;
  /** Said by screen readers when more is printed than they can follow. */
  readonly tooMuch: string;
  readonly screenReader: boolean;
  openShell(options: ShellOptions): Promise<Shell>;
  /** The shell takes keys. */
  opened(): void;
  /** It has ended, with its exit code. */
  ended(code: number): void;
  /** There is none. */
  failed(reason: string): void;
}

export interface OpenTerminal {
  setScreenReader(on: boolean): void;
  focus(): void;
  /** Ends the shell too. */
  close(): void;
}

export function openTerminal(options: TerminalOptions): OpenTerminal {
  const { parent } = options;
  const style = getComputedStyle(parent);
  const terminal = new Terminal({
    theme: terminalTheme(parent),
    minimumContrastRatio: 4.5,
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
    lineHeight: 1.3,
    cursorBlink: false,
    scrollback: 5_000,
    screenReaderMode: options.screenReader,
    // Whoever wrote the link is the program, not us.
    linkHandler: { activate() {} },
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  Terminal.strings.promptLabel = options.label;
  Terminal.strings.tooMuchOutput = options.tooMuch;
  terminal.open(parent);
  const keys = terminalKeys(() => terminal.hasSelection());
  terminal.attachCustomKeyEventHandler(keys);
  fit.fit();

  const resizing = new ResizeObserver(() => {
    // A hidden panel has no size to fit.
    if (parent.clientHeight > 0) fit.fit();
  });
  resizing.observe(parent);
  const leaveTheme = onThemeChange(() => {
    terminal.options.theme = terminalTheme(parent);
  });

  let closed = false;
  let shell: Shell | undefined;
  /** Typed before there was a shell to take it. */
  let typedAhead = '';
  terminal.onData((data) => {
    if (shell) shell.write(data);
    else typedAhead += data;
  });
  const join = async (): Promise<void> => {
    const { cols, rows } = terminal;
    const opened = await options.openShell({ cols, rows, output: (text) => terminal.write(text) });
    if (closed) return opened.close();
    shell = opened;
    if (typedAhead !== '') opened.write(typedAhead);
    terminal.onResize((size) => opened.resize(size.cols, size.rows));
    // The page may have changed the size meanwhile.
    opened.resize(terminal.cols, terminal.rows);
    options.opened();
    const code = await opened.ended;
    if (!closed) options.ended(code);
  };
  join().catch((error: unknown) => {
    if (!closed) options.failed(error instanceof Error ? error.message : String(error));
  });

  return {
    setScreenReader(on) {
      terminal.options.screenReaderMode = on;
    },
    focus: () => terminal.focus(),
    close() {
      closed = true;
      shell?.close();
      resizing.disconnect();
      leaveTheme();
      terminal.dispose();
    },
  };
}
