/** What every lesson's MDX can use without an import; described in README.md beside this file. */
import Bars from './bars.astro';
import Callout from './callout.astro';
import CodeTabs from './code-tabs.astro';
import Facts from './facts.astro';
import Kbd from './kbd.astro';
import Lab from './lab.astro';
import Quiz from './quiz.astro';
import Sources from './sources.astro';

export const mdxComponents = { Bars, Callout, CodeTabs, Facts, Kbd, Lab, Quiz, Sources, table: Facts };
