// What can only be seen when the whole file has been read.
import type {Proxy} from './model.ts';

/** haproxy looks at this when nothing else is wrong. */
export const consistency = (
	proxies: readonly (Proxy & {timeouts: Set<string>})[],
	path: string,
	alerts: string[],
	warnings: string[],
): void => {
	if (alerts.length > 0) return;
	for (const proxy of proxies) {
		if (proxy.kind !== 'backend' && proxy.binds.length === 0)
			warnings.push(
				`config : ${proxy.kind} '${proxy.name}' has no 'bind' directive. Please declare it as a backend if this was intended.`,
			);
		const wanted = proxy.defaultBackend;
		if (wanted !== undefined && !proxies.some(other => other.name === wanted.name && other.kind !== 'frontend'))
			alerts.push(`config : Proxy '${proxy.name}': unable to find required default_backend: '${wanted.name}'.`);
		for (const server of proxy.servers)
			if (server.tls && server.verify === 'required')
				alerts.push(
					`config : Proxy '${proxy.name}', server '${server.name}' [${path}:${server.line}] verify is enabled by default but no CA file specified. If you're running on a LAN where you're certain to trust the server's certificate, please set an explicit 'verify none' statement on the 'server' line, or use 'ssl-server-verify none' in the global section to disable server-side verifications by default.`,
				);
		const missing = (
			proxy.kind === 'frontend'
				? ['client']
				: proxy.kind === 'backend'
					? ['connect', 'server']
					: ['client', 'connect', 'server']
		).filter(name => !proxy.timeouts.has(name));
		if (missing.length > 0)
			warnings.push(
				`config : missing timeouts for ${proxy.kind} '${proxy.name}'.\n   | While not properly invalid, you will certainly encounter various problems\n   | with such a configuration. To fix this, please ensure that all following\n   | timeouts are set to a non-zero value: 'client', 'connect', 'server'.`,
			);
	}
};
