import {setKernelParameters} from '../../steps/set-kernel-parameters.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(setKernelParameters);
