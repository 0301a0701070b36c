import { effect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ComparisonPane } from './comparison-pane.tsx';
import type { CodeEditor } from './editor/code-editor.ts';
import { fileTabId } from './file-tabs.tsx';
import { useSelected, useWorkbench } from './use-workbench.ts';

/** The open file: as plain code until the editor has loaded, then in the editor. */
export function CodePane({ firstFileHtml }: { readonly firstFileHtml: string | undefined }) {
  const { bench, id, language, say } = useWorkbench();
  const parent = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor>();
  const ready = editor !== undefined;
  const focusMoves = useRef(false);
  const open = useSelected((state) => state.openFile);
  const comparing = useSelected((state) => state.comparison !== undefined);

  useEffect(() => {
    let gone = false;
    let leave = (): void => {};
    const mount = async () => {
      // The draft first: it is the text the learner's undo history begins with.
      const [{ createCodeEditor }] = await Promise.all([import('./editor/code-editor.ts'), bench.open()]);
      if (gone || !parent.current) return;
      const editor = createCodeEditor({
        parent: parent.current,
        files: bench.state.peek().definition.files,
        language,
        helpId: `${id}-help`,
        labFiles: () => bench.state.peek().files,
        onEdit: bench.edit,
      });
      const follow = effect(() => {
        const { files, openFile, run, reveal } = bench.state.value;
        editor.show({ texts: files, open: openFile, marks: run.marks, reveal });
      });
      leave = () => {
        follow();
        editor.destroy();
      };
      // Who has begun in the plain code goes on in the editor.
      focusMoves.current = parent.current.parentElement?.contains(document.activeElement) ?? false;
      setEditor(editor);
    };
    mount().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (!gone) bench.notice({ of: 'no-editor', reason });
    });
    return () => {
      gone = true;
      leave();
    };
  }, [bench, id, language]);

  useEffect(() => {
    if (focusMoves.current) editor?.focus();
  }, [editor]);

  return (
    <div class="wb-code" id={`${id}-code`} role="tabpanel" aria-labelledby={fileTabId(id, open)}>
      {!ready && !comparing && <StaticCode firstFileHtml={firstFileHtml} />}
      <div class="wb-editor" ref={parent} hidden={!ready || comparing} />
      {comparing && <ComparisonPane />}
      <p class="sr" id={`${id}-help`}>
        {say('editor.help')}
      </p>
    </div>
  );
}

function StaticCode({ firstFileHtml }: { readonly firstFileHtml: string | undefined }) {
  const open = useSelected((state) => state.openFile);
  const first = useSelected((state) => state.definition.files[0]?.path);
  const text = useSelected((state) => state.files[state.openFile] ?? '');
  const untouched = useSelected((state) => state.files[state.openFile] === state.starter[state.openFile]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard.
    <pre class="code numbered" tabIndex={0}>
      {firstFileHtml !== undefined && open === first && untouched ? (
        // Made from the lab's own file when the site was built.
        <code key="html" dangerouslySetInnerHTML={{ __html: firstFileHtml }} />
      ) : (
        <code key="text">
          {text.split('\n').map((line, index) => (
            <span class="ln" key={index}>
              {line}
            </span>
          ))}
        </code>
      )}
    </pre>
  );
}
