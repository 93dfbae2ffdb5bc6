// What Cilium publishes, as far as an installation meets it: its installer and its charts, with the real archives' checksums.
import {archiveText} from './archive.ts';
import {programText} from './programs.ts';

const installers: Readonly<Record<string, string>> = {
	amd64: 'cd15e0983bf0acc7946cd05d453d1e58376ea92dec2642e745212df2b07d8852',
	arm64: '9482937f14061fb239f2dbb2f97f4103de1b101f5d5defbff319f294f9bd540f',
};

export const installerVersion = 'v0.19.7';

type Chart = {readonly sha256: string; readonly envoy: string};

/** By version; `envoy` is the tag of the proxy that it brings along. */
export const charts: Readonly<Record<string, Chart>> = {
	'1.20.0': {
		sha256: 'c5f013912360d1a334f44ef25f36da59ba3414cdb48f466ee12d0c4fdff27883',
		envoy: 'v1.37.5-1782911245-7cffc778c923f68a77954a53b1a98d6b5353f004',
	},
	'1.19.6': {
		sha256: '21c43cf53841f9ab0375047d95aa4c64051ea52bbd2c679416e6408f5f1c9179',
		envoy: 'v1.36.9-1782267392-edeb3f2af56c37c407efa1f63f0b32f595399bbc',
	},
	'1.18.12': {
		sha256: '5923f9d9fcb11bc4692ad52353cc791b935d96e09ba0c535c5a8b88ea8a37572',
		envoy: 'v1.36.9-1782267392-edeb3f2af56c37c407efa1f63f0b32f595399bbc',
	},
};

const front = String.raw`^https://(?:files\.m\.daocloud\.io/)?`;
const installer = new RegExp(
	String.raw`${front}github\.com/cilium/cilium-cli/releases/download/${installerVersion}/cilium-linux-(amd64|arm64)\.tar\.gz$`,
);
const chart = new RegExp(
	String.raw`${front}raw\.githubusercontent\.com/cilium/charts/master/cilium-(\d+\.\d+\.\d+)\.tgz$`,
);

/** The archive at an address, at GitHub or through the mirror that serves files of other hosts. */
export const ciliumRelease = (url: string): string | undefined => {
	const sha256 = installers[installer.exec(url)?.[1] ?? ''];
	if (sha256 !== undefined) return archiveText({sha256, files: {cilium: programText('/usr/local/bin/cilium')}});
	const version = chart.exec(url)?.[1] ?? '';
	const known = charts[version];
	if (known === undefined) return undefined;
	const text = `apiVersion: v2\nappVersion: ${version}\nkubeVersion: '>= 1.21.0-0'\nname: cilium\nversion: ${version}\n`;
	return archiveText({sha256: known.sha256, files: {'cilium/Chart.yaml': text}});
};
