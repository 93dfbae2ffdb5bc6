import type {LabCommand} from '../command.ts';
import {clusterCommands} from './cluster-commands.ts';
import {kubectlCommands} from './kubectl-commands.ts';
import {osCommands} from './os-commands.ts';

export const labCommands: readonly LabCommand[] = [...osCommands, ...clusterCommands, ...kubectlCommands];
