// kubectl, cilium, curl, haproxy, keepalived.
import type {LabCommand} from '../command.ts';
import {cilium} from './cilium.ts';
import {curl} from './curl.ts';
import {haproxy} from './haproxy.ts';
import {keepalived} from './keepalived.ts';
import {kubectl} from './kubectl.ts';
import {nc} from './nc.ts';
import {wget} from './wget.ts';

export const kubectlCommands: readonly LabCommand[] = [kubectl, cilium, curl, wget, nc, haproxy, keepalived];
