import {synchroniseClocks} from '../../steps/synchronise-clocks.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(synchroniseClocks);
