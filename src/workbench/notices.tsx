import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { WorkbenchState } from './state/workbench-state.ts';
import type { StringKey } from './strings.ts';
import { useSelected, useWorkbench } from './use-workbench.ts';

const noticeTexts: Readonly<Record<NonNullable<WorkbenchState['notice']>['of'], StringKey>> = {
  'not-stored': 'draft.not-stored',
  repeated: 'run.repeated',
  'no-solution': 'solution.failed',
  'not-taken': 'elsewhere.failed',
  'no-editor': 'editor.failed',
};

/** Lines under the run bar: what was replaced and can be taken back, and what the learner should know. */
export function Notices() {
  const { bench, say } = useWorkbench();
  const undo = useSelected((state) => state.undo);
  const otherTab = useSelected((state) => state.otherTab);
  const notice = useSelected((state) => state.notice);
  const undoTexts = {
    reset: 'reset.done',
    solution: 'solution.used',
    'other-tab': 'other-tab.taken',
  } as const;
  return (
    <div class="wb-notices" role="status">
      {undo && (
        <Notice action={say('undo.action')} onAction={bench.undo} onDismiss={() => bench.dismiss('undo')}>
          {say(undoTexts[undo.of])}
        </Notice>
      )}
      {otherTab && (
        <Notice
          action={say('other-tab.take')}
          onAction={bench.takeOtherTab}
          onDismiss={() => bench.dismiss('other-tab')}
        >
          {say('other-tab.offer')}
        </Notice>
      )}
      {notice && (
        <Notice onDismiss={() => bench.dismiss('notice')}>
          {say(noticeTexts[notice.of], { reason: notice.reason ?? '' })}
        </Notice>
      )}
    </div>
  );
}

interface NoticeProps {
  readonly children: ComponentChildren;
  readonly action?: string;
  onAction?(): void;
  onDismiss(): void;
}

function Notice({ children, action, onAction, onDismiss }: NoticeProps) {
  const { say } = useWorkbench();
  return (
    <p class="wb-notice">
      <span>{children}</span>
      {action && (
        <button class="link wb-link" type="button" onClick={onAction}>
          {action}
        </button>
      )}
      <button class="tool" type="button" aria-label={say('dismiss.action')} onClick={onDismiss}>
        <Icon name="x" small />
      </button>
    </p>
  );
}
