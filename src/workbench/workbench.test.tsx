import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { labPageProps } from './lab-page.ts';
import { Workbench } from './workbench.tsx';

const props = await labPageProps('hello-trace');

describe('the workbench as the page is served', () => {
  it('shows the files, the code of the first one, and panels with their next step', () => {
    const html = render(<Workbench {...props} language="en" layout="lesson" />);
    for (const { path } of props.definition.files) expect(html).toContain(path);
    expect(html).toContain('aria-label="Lab: hello-trace"');
    expect(html).toContain('<span class="k">import</span>');
    expect(html).toContain('Not run yet');
    expect(html).toContain('No trace yet');
    expect(html).toContain('class="wb-panel wb-panel-collector"');
    expect(html.match(/class="wb-check waiting"/g)).toHaveLength(props.checks.length);
    expect(html).toContain('role="separator"');
  });

  it('speaks Chinese', () => {
    const html = render(<Workbench {...props} language="zh-cn" layout="lesson" />);
    expect(html).toContain('尚未运行');
    expect(html).toContain('aria-label="实验：hello-trace"');
    expect(html).not.toContain('Not run yet');
  });

  it('shows the checks beside the panels on the home page', () => {
    const html = render(<Workbench {...props} language="en" layout="hero" />);
    expect(html).not.toContain('role="separator"');
    expect(html).not.toContain('panel-checks');
    expect(html.match(/class="wb-check waiting"/g)).toHaveLength(props.checks.length);
  });

  it('shows plain text where the page has no highlighted code, and lets none of it become markup', () => {
    const { firstFileHtml: _, ...plain } = props;
    const files = { ...props.files, 'src/main.ts': '<script>alert(1)</script>' };
    const html = render(<Workbench {...plain} files={files} language="en" layout="lesson" />);
    expect(html).toContain('&lt;script>alert(1)&lt;/script>');
    expect(html).not.toContain('<script>');
  });
});
