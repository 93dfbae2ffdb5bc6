import {setNames} from '../../steps/set-names.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(setNames);
