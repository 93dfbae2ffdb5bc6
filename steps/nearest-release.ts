// What a host that is too old for the planned release is told: the newest one before it that it can run.
import type {Given} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {kernelNumber} from './kernel.ts';
import {planOf} from './plan.ts';
import {minorNumber, versions, type Version} from './versions.ts';

/** Sets `$number` to the host's kernel, as kernelNumber writes it. */
export const readKernel: Fragment = fragment(sh`
	kernel=$(uname -r)
	number=$(echo "$kernel" | awk -F'[^0-9]' '{print $1 * 1000 + $2}')
`);

/** Sets `$nearest` to what a plan can say instead, by `$number`; empty where there is no release that suits. */
export const nearestRelease = (given: Given, suits: (version: Version) => boolean = () => true): Fragment => {
	const planned = minorNumber(planOf(given).kubernetes.version);
	const earlier = versions.filter(version => minorNumber(version.minor) < planned && suits(version));
	const newest = new Map(earlier.map(({kernel, minor}) => [kernelNumber(kernel), minor]));
	const lines = [...newest].map(
		([kernel, minor]) =>
			sh`if [ "$number" -ge ${kernel} ]; then nearest=${`, or write version: "${minor}" in the plan`}; fi`,
	);
	return fragment(["nearest=''", ...lines].join('\n'));
};
