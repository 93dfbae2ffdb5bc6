// Which release an API server is, and how a version is told.
import type {Machine} from './world.ts';

/** What the API server of a machine is: the tag of its image. */
export const serverVersion = (machine: Machine): string => {
	const container = machine.containers.find(({name, state}) => name === 'kube-apiserver' && state === 'running');
	return /:(v[\d.]+)/.exec(container?.image ?? '')?.[1] ?? 'v1.36.0';
};

const goVersions: Readonly<Record<string, string>> = {'20': 'go1.15.5'};

export const versionInfo = (version: string): Record<string, string> => {
	const [, major = '1', minor = '36'] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
	return {
		major,
		minor,
		gitVersion: version.startsWith('v') ? version : `v${version}`,
		gitCommit:
			minor === '20' ? 'faecb196815e248d3ecfb03c680a4507229c2a56' : '8f5fa6d6a7c2a1d9c3b3a2f3f6d1b9f0f0e6c1d2',
		gitTreeState: 'clean',
		buildDate: minor === '20' ? '2021-01-13T13:20:00Z' : '2026-09-09T19:02:11Z',
		goVersion: goVersions[minor] ?? 'go1.26.2',
		compiler: 'gc',
		platform: 'linux/amd64',
	};
};
