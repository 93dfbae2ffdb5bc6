// A certificate authority of a test's own.
import {issue, newKey, type Pair} from '../../source/transport/lab/cluster/x509.ts';

export const selfSigned = (cn: string, from: number, until: number): Pair =>
	issue({subject: {cn}, from, until, serial: '01', key: newKey()});
