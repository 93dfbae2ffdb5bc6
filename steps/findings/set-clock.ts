// A clock that is off: what sets it right, and how that is seen.
import type {Script} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';

export const isSynchronised: Script = () => sh`timedatectl show -p NTPSynchronized --value | grep -x yes`;

export const synchronise: Script = () => sh`
	timedatectl set-ntp true
	if command -v chronyc >/dev/null; then chronyc makestep; fi
	timedatectl
`;
