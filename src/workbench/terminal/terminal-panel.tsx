import './terminal.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useSelected, useWorkbench } from '../use-workbench.ts';
import { type OpenTerminal, openTerminal } from './open-terminal.ts';
import { terminalStrings } from './terminal-strings.ts';

type ShellState =
  | { readonly of: 'starting' | 'open' | 'gone' }
  | { readonly of: 'ended'; readonly code: number }
  | { readonly of: 'failed'; readonly reason: string };

const READER_KEY = 'otlp-academy.workbench.screen-reader-terminal';

/** A shell in the page's container. One is opened with the panel, and another when the learner asks for it. */
export function TerminalPanel() {
  const { bench, id, language } = useWorkbench();
  const words = terminalStrings[language];
  const parent = useRef<HTMLDivElement>(null);
  const terminal = useRef<OpenTerminal>();
  const [shell, setShell] = useState<ShellState>({ of: 'starting' });
  const [shells, setShells] = useState(0);
  const [screenReader, setScreenReader] = useState(() => stored() === 'on');
  const ready = useSelected(({ runtime }) => runtime.container.state === 'ready');

  useEffect(() => {
    if (!parent.current) return undefined;
    setShell({ of: 'starting' });
    const open = openTerminal({
      parent: parent.current,
      label: words.label,
      tooMuch: words.tooMuch,
      screenReader,
      openShell: bench.openShell,
      opened: () => setShell({ of: 'open' }),
      ended: (code) => setShell({ of: 'ended', code }),
      failed: (reason) => setShell({ of: 'failed', reason }),
    });
    terminal.current = open;
    if (shells > 0) open.focus();
    return () => open.close();
    // The mode is changed in place.
  }, [bench, shells, words]);
  useEffect(() => {
    // A container that was torn down does not tell its shells.
    if (!ready) setShell({ of: 'gone' });
  }, [ready]);

  const toggleReader = () => {
    const on = !screenReader;
    setScreenReader(on);
    terminal.current?.setScreenReader(on);
    store(on ? 'on' : 'off');
  };
  const state = words[shell.of]
    .replace('{code}', shell.of === 'ended' ? String(shell.code) : '')
    .replace('{reason}', shell.of === 'failed' ? shell.reason : '');
  const over = shell.of !== 'starting' && shell.of !== 'open';
  return (
    <div class="wb-terminal">
      <div class="wb-terminal-bar">
        <p id={`${id}-terminal-help`}>{words.help}</p>
        <p role="status">{state}</p>
        {over && (
          <button class="btn sm" type="button" disabled={!ready} onClick={() => setShells(shells + 1)}>
            {words.again}
          </button>
        )}
        <button class="btn sm" type="button" aria-pressed={screenReader} onClick={toggleReader}>
          {words.screenReader}
        </button>
      </div>
      <div class="wb-terminal-screen" ref={parent} />
    </div>
  );
}

function stored(): string | null {
  try {
    return localStorage.getItem(READER_KEY);
  } catch {
    return null;
  }
}

function store(value: string): void {
  try {
    localStorage.setItem(READER_KEY, value);
  } catch {
    // Denied or full: the mode lasts until the page closes.
  }
}
