import {openFirewall} from '../../steps/open-firewall.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(openFirewall);
