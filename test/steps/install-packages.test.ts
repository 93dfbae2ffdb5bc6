import {installPackages} from '../../steps/install-packages.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(installPackages);
