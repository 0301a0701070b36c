/** The functions lowered code calls, for processes in which no preload has defined them. */
import { installLoweringFunctions } from '../../embedded/sandbox/lowering-functions.ts';

installLoweringFunctions();
