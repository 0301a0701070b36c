/** What a lesson page starts. */
import { startCodeLanguage } from './code-language.ts';
import { startCopyCode } from './copy-code.ts';
import { startPhoneBar } from './phone-bar.ts';
import { startPlaceOnPage } from './place-on-page.ts';
import { QuizCard } from './quiz-card.ts';
import { startSeparator } from './separator.ts';

customElements.define('quiz-card', QuizCard);
startCodeLanguage();
startCopyCode();
startSeparator();
startPlaceOnPage();
startPhoneBar();
