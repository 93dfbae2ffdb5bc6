import {turnOffSwap} from '../../steps/turn-off-swap.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(turnOffSwap);
