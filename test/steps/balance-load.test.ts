import {balanceLoad} from '../../steps/balance-load.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(balanceLoad);
