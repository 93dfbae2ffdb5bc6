// Volumes and tolerations of a pod as `describe` shows them.
import {word} from '../word.ts';
import type {KubeObject} from '../world.ts';
import {indent} from './describe-text.ts';
import {columns} from './table.ts';

export type AnyVolume = {
	name: string;
	configMap?: {name: string; optional?: boolean};
	secret?: {secretName: string; optional?: boolean};
	hostPath?: {path: string; type?: string};
	emptyDir?: {medium?: string};
	projected?: unknown;
};

export const volumePage = (volume: AnyVolume): string => {
	const facts = ((): string[][] => {
		if (volume.configMap)
			return [
				['Type:', 'ConfigMap (a volume populated by a ConfigMap)'],
				['Name:', volume.configMap.name],
				['Optional:', word(volume.configMap.optional, 'false')],
			];
		if (volume.secret)
			return [
				['Type:', 'Secret (a volume populated by a Secret)'],
				['SecretName:', volume.secret.secretName],
				['Optional:', word(volume.secret.optional, 'false')],
			];
		if (volume.hostPath)
			return [
				['Type:', 'HostPath (bare host directory volume)'],
				['Path:', volume.hostPath.path],
				['HostPathType:', volume.hostPath.type ?? ''],
			];
		if (volume.emptyDir !== undefined)
			return [
				['Type:', "EmptyDir (a temporary directory that shares a pod's lifetime)"],
				['Medium:', volume.emptyDir?.medium ?? ''],
				['SizeLimit:', '<unset>'],
			];
		return [
			['Type:', 'Projected (a volume that contains injected data from multiple sources)'],
			['TokenExpirationSeconds:', '3607'],
		];
	})();
	return `  ${volume.name}:\n${indent(columns(facts), '    ')}`;
};

type Toleration = {key?: string; operator?: string; value?: string; effect?: string; tolerationSeconds?: number};

export const tolerationText = (pod: KubeObject): string =>
	((pod.spec?.['tolerations'] as Toleration[] | undefined) ?? [])
		.map(
			({key = '', operator, value, effect, tolerationSeconds}) =>
				`${key}${value ? `=${value}` : ''}${effect ? `:${effect}` : ''}${operator === 'Exists' ? ' op=Exists' : ''}${tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`}`,
		)
		.toSorted()
		.join('\n') || '<none>';
