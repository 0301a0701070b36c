/** What every page starts. */
import { startMenu } from './menu.ts';
import { startOffline } from './offline.ts';
import { startProgressMarks } from './progress-marks.ts';
import { startSearchOpener } from './search-opener.ts';
import { startThemeToggle } from './theme.ts';

startThemeToggle();
startMenu();
startSearchOpener();
startProgressMarks();
startOffline();
