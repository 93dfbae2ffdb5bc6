import {installRuntime} from '../../steps/install-runtime.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(installRuntime);
