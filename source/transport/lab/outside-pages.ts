// Places outside the lab: package sources and their keys, registries, and the pages an installation downloads.
import {reply, type Reply, type Request} from './http.ts';
import {ciliumRelease} from './cilium-release.ts';
import {criDockerdRelease} from './cri-dockerd-release.ts';
import {calicoPage} from './calico-manifests.ts';
import {envoyGatewayPage} from './envoy-gateway-release.ts';
import {gatewayApiPage} from './gateway-api-release.ts';
import {flannelManifest} from './flannel-manifest.ts';
import {registryHas} from './cluster/registry.ts';
import {indexFile} from './packages/published-index.ts';
import type {World} from './world.ts';

const key = `-----BEGIN PGP PUBLIC KEY BLOCK-----
Version: GnuPG v2.0.15 (GNU/Linux)

mQENBGMHoXcBCADukGOEQyleViOgtkMVa7hKifP6POCTh+98xNW4TfHK/nBJN2sm
u4XaiUmtB9UuGt9jl8VxQg4hOMRf40coIwHsNwtSrc2R9v5Kgpvcv537QVIigVHH
WMNvXeoZkkoDIUljvbCEDWaEhS9R5OMYKd4AaJ+f1c8OELhEcV2dAQLLyjtnEaF/
qmREN+3Y9+5VcRZvQHeyBxCG+hdUGE740ixgnY2gSqZ/J4YeQntQ6pMUEhT6pbaE
10q2HUierj/im0V+ZUdCh46Lk/Rdfa5ZKlqYOiA2iN1coDPIdyqKavcdfPqSraKF
Lan2KLcZcgTxP+0+HfzKefvGEnZa11civbe9ABEBAAG0PmlzdjprdWJlcm5ldGVz
=8fOQ
-----END PGP PUBLIC KEY BLOCK-----
`;

/** An address outside is there when its name has one; what it serves is data of the world. */
export const outsideReply = (world: World, {scheme, host, port, path}: Request): Reply => {
	const trusted = {trusted: true};
	const usual = (scheme === 'https' && port === 443) || (scheme === 'http' && port === 80);
	const url = `${scheme}://${host}${usual ? '' : `:${port}`}${path}`;
	const {packageSources, registries} = world.outside;
	for (const [base, source] of Object.entries(packageSources)) {
		const root = base.split(' ', 1)[0]!.replace(/\/$/, '');
		// Asked over plain http, the big ones send you to https.
		if (source.keyUrl === url) return reply(200, key, 'application/octet-stream', trusted);
		if (url === root || url.startsWith(`${root}/`)) {
			const file = url.slice(root.length);
			if (/\/(In)?Release$/.test(file))
				return reply(200, `Origin: ${root}\nSuite: stable\n`, 'text/plain', trusted);
			// Releases of one archive share its address.
			const suite = /^\/dists\/([^/]+)\//.exec(file)?.[1];
			const of = packageSources[`${root} ${suite ?? ''}`] ?? packageSources[root] ?? source;
			const index = indexFile(of.packages, file);
			if (index !== undefined) return reply(200, index, 'application/octet-stream', trusted);
			return file === '' || file === '/'
				? reply(200, '', 'text/html', trusted)
				: reply(404, '404 Not Found\n', 'text/html', trusted);
		}
	}
	if (registries[host] !== undefined || registries[`${host}:${port}`] !== undefined) {
		if (/^\/v2\/?$/.test(path))
			return reply(
				host.endsWith('docker.io') || host === 'ghcr.io' || host === 'quay.io' ? 401 : 200,
				host.endsWith('docker.io')
					? '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":null}]}\n'
					: '{}',
				'application/json',
				{trusted: registries[host]?.insecure !== true},
			);
		const [, repository, tag] = /^\/v2\/(.+)\/manifests\/([^/]+)$/.exec(path) ?? [];
		const name =
			host === 'registry-1.docker.io' ? 'docker.io' : registries[host] === undefined ? `${host}:${port}` : host;
		// These give everybody a token, and nothing of the registry without one.
		if (path.startsWith('/v2/') && /(?:docker\.io|ghcr\.io|quay\.io|aliyuncs\.com)$/.test(host))
			return reply(
				401,
				'{"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":null}]}\n',
				'application/json',
				trusted,
			);
		if (repository !== undefined && registryHas(world, name, {host: name, path: repository, tag: tag!, full: ''}))
			return reply(200, '{"schemaVersion":2}\n', 'application/vnd.oci.image.index.v1+json', trusted);
		return reply(
			404,
			'{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry"}]}\n',
			'application/json',
			trusted,
		);
	}
	if (/^https:\/\/(github\.com|raw\.githubusercontent\.com)\/flannel-io\/flannel\/.*kube-flannel\.yml$/.test(url))
		return reply(200, flannelManifest, 'text/plain', trusted);
	const archive = scheme === 'https' ? (criDockerdRelease(url) ?? ciliumRelease(url)) : undefined;
	if (archive !== undefined) return reply(200, archive, 'application/octet-stream', trusted);
	const manifest = calicoPage(url) ?? envoyGatewayPage(url) ?? gatewayApiPage(url);
	if (manifest !== undefined) return reply(200, manifest, 'text/plain', trusted);
	if (scheme === 'http') return reply(301, '', 'text/html', {location: `https://${host}${path}`, trusted: true});
	return reply(404, 'Not Found\n', 'text/plain', trusted);
};

/** A source or a registry that somebody has switched off does not answer at all. */
export const outsideAnswers = (world: World, host: string, port: number, scheme: string): boolean => {
	const {packageSources, registries} = world.outside;
	const registry = registries[host] ?? registries[`${host}:${port}`];
	if (registry?.reachable === false) return false;
	const sources = Object.entries(packageSources).filter(([base]) => base.startsWith(`${scheme}://${host}`));
	return sources.length === 0 || sources.some(([, source]) => source.reachable);
};
