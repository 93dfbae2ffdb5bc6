// kubeconfig files: written by kubeadm, read by everybody who wants to talk to an API server.
import type {Files} from '../files.ts';
import {readYaml, writeYaml} from '../yaml.ts';
import type {Pair} from './x509.ts';

export type KubeConfig = {
	readonly server: string;
	readonly authority: string;
	readonly user: string;
	readonly certificate?: string;
	readonly token?: string;
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const plain = (text: unknown): string => (typeof text === 'string' ? Buffer.from(text, 'base64').toString() : '');

export const writeKubeConfig = (
	files: Files,
	path: string,
	{
		server,
		authority,
		user,
		pair,
		token,
		cluster = 'kubernetes',
		certificateFile,
	}: {
		readonly server: string;
		readonly authority: string;
		readonly user: string;
		readonly pair?: Pair;
		readonly token?: string;
		readonly cluster?: string;
		/** A file that holds certificate and key: how the kubelet's own renews itself. */
		readonly certificateFile?: string;
	},
): void => {
	const context = `${user}@${cluster}`;
	files.write(
		path,
		writeYaml({
			apiVersion: 'v1',
			kind: 'Config',
			preferences: {},
			clusters: [{cluster: {'certificate-authority-data': base64(authority), server}, name: cluster}],
			contexts: [{context: {cluster, user}, name: context}],
			'current-context': context,
			users: [
				{
					name: user,
					user: {
						...(pair === undefined
							? {}
							: {
									'client-certificate-data': base64(pair.certificate),
									'client-key-data': base64(pair.key),
								}),
						...(certificateFile === undefined
							? {}
							: {'client-certificate': certificateFile, 'client-key': certificateFile}),
						...(token === undefined ? {} : {token}),
					},
				},
			],
		}),
		0o600,
	);
};

type Named = {name?: string; [more: string]: unknown};

/** Undefined when the file is missing or is no kubeconfig. */
export const readKubeConfig = (text: string | undefined, files?: Files): KubeConfig | undefined => {
	if (text === undefined) return undefined;
	let value: {clusters?: Named[]; contexts?: Named[]; users?: Named[]; 'current-context'?: string};
	try {
		value = readYaml(text)[0] ?? {};
	} catch {
		return undefined;
	}
	const context = value.contexts?.find(entry => entry.name === value['current-context'])?.['context'] as
		| {cluster?: string; user?: string}
		| undefined;
	const cluster = (value.clusters?.find(entry => entry.name === context?.cluster) ?? value.clusters?.[0])?.[
		'cluster'
	] as {server?: string; 'certificate-authority-data'?: string; 'certificate-authority'?: string} | undefined;
	if (cluster?.server === undefined) return undefined;
	const user = value.users?.find(entry => entry.name === context?.user)?.['user'] as
		| {'client-certificate-data'?: string; 'client-certificate'?: string; token?: string}
		| undefined;
	const certificate =
		user?.['client-certificate-data'] === undefined
			? files?.read(user?.['client-certificate'] ?? '/nowhere')
			: plain(user['client-certificate-data']);
	return {
		server: cluster.server,
		authority:
			cluster['certificate-authority-data'] === undefined
				? (files?.read(cluster['certificate-authority'] ?? '/nowhere') ?? '')
				: plain(cluster['certificate-authority-data']),
		user: context?.user ?? '',
		...(certificate === undefined ? {} : {certificate}),
		...(user?.token === undefined ? {} : {token: user.token}),
	};
};

/** `https://[::1]:6443` -> host and port. */
export const serverAddress = (server: string): {host: string; port: number} => {
	const url = new URL(server);
	return {
		host: url.hostname.replaceAll(/[[\]]/g, ''),
		port: Number(url.port || (url.protocol === 'http:' ? 80 : 443)),
	};
};
