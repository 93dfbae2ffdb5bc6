// bootstrapsigner and tokencleaner: tokens sign the cluster-info, and what has run out is deleted with all it owns.
import {createHmac} from 'node:crypto';
import {get, list, put, remove, touch} from '../cluster/objects.ts';
import type {KubeObject, World} from '../world.ts';

const text = (secret: KubeObject, name: string): string => Buffer.from(secret.data?.[name] ?? '', 'base64').toString();

const tokens = (world: World): KubeObject[] =>
	list(world, 'Secret', 'kube-system').filter(secret => secret['type'] === 'bootstrap.kubernetes.io/token');

const clean = (world: World): boolean => {
	const gone = tokens(world).filter(secret => {
		const until = text(secret, 'expiration');
		return until !== '' && Date.parse(until) <= world.now;
	});
	for (const secret of gone) remove(world, 'Secret', secret.metadata.name, 'kube-system');
	return gone.length > 0;
};

const url = (value: string | Buffer): string => Buffer.from(value).toString('base64url');

const sign = (id: string, secret: string, content: string): string => {
	const header = url(JSON.stringify({alg: 'HS256', kid: id}));
	return `${header}..${createHmac('sha256', secret)
		.update(`${header}.${url(content)}`)
		.digest('base64url')}`;
};

const signInfo = (world: World): boolean => {
	const info = get(world, 'ConfigMap', 'cluster-info', 'kube-public');
	const content = info?.data?.['kubeconfig'];
	if (info === undefined || content === undefined) return false;
	const data: Record<string, string> = {kubeconfig: content};
	for (const secret of tokens(world)) {
		if (text(secret, 'usage-bootstrap-signing') !== 'true') continue;
		const id = text(secret, 'token-id');
		data[`jws-kubeconfig-${id}`] = sign(id, text(secret, 'token-secret'), content);
	}
	const old = Object.entries(info.data ?? {});
	if (old.length === Object.keys(data).length && old.every(([name, value]) => data[name] === value)) return false;
	info.data = data;
	touch(world, info);
	return true;
};

/** Every namespace gets its default account and the cluster's authority. */
const furnish = (world: World): boolean => {
	let changed = false;
	for (const namespace of list(world, 'Namespace')) {
		const {name} = namespace.metadata;
		if (get(world, 'ServiceAccount', 'default', name) !== undefined) continue;
		put(world, {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'default', namespace: name}});
		put(world, {
			apiVersion: 'v1',
			kind: 'ConfigMap',
			metadata: {name: 'kube-root-ca.crt', namespace: name},
			data: {'ca.crt': ''},
		});
		changed = true;
	}
	return changed;
};

export const tokenControllers = (world: World): boolean => {
	const cleaned = clean(world);
	const signed = signInfo(world);
	return furnish(world) || cleaned || signed;
};
