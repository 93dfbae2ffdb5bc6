import type {Host} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment, type Insertable} from '../source/engine/script.ts';
import {parseAddress} from './addresses.ts';

export const isAddress = (text: string): boolean => parseAddress(text) !== undefined;

/** A name of the plan looked up on the host that runs the script; not 127.0.1.1, which Debian gives a host's own name. */
export const lookedUp = (name: string): Fragment =>
	fragment(sh`$(getent ahosts ${name} | awk '$1 !~ /^127[.]/ && $1 != "::1" {print $1; exit}')`);

/** The address a host is known by in the cluster, as one word. */
export const nodeAddress = ({address}: Host): Insertable =>
	isAddress(address) ? address : fragment(`"${lookedUp(address).bash}"`);
