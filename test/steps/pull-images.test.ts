import {pullImages} from '../../steps/pull-images.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(pullImages);
