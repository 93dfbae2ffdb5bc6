// Who holds the virtual address, and what haproxy thinks of its servers.
import type {Cause} from '../cause.ts';
import {checkBackends} from './haproxy.ts';
import {electHolder} from './keepalived.ts';

export const loadBalancerCauses: readonly Cause[] = [electHolder, checkBackends];
