import {loadKernelModules} from '../../steps/load-kernel-modules.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(loadKernelModules);
