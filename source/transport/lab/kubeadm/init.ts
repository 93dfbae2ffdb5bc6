// kubeadm init: its phases in the order of the release.
import {bootstrapToken} from '../cluster/ids.ts';
import type {CommandResult, Shell} from '../command.ts';
import {isOn, readArguments} from './arguments.ts';
import {needApi} from './client.ts';
import {planOf} from './config.ts';
import {type Run, phasesOf, preflight, uploaded} from './init-phases.ts';
import {success} from './init-success.ts';
import {type Output, Stop} from './output.ts';
import {tokenPattern} from './tokens.ts';

const switches = ['upload-certs', 'dry-run', 'skip-token-print', 'skip-certificate-key-print', 'help'];

const valued = [
	'config',
	'ignore-preflight-errors',
	'skip-phases',
	'kubernetes-version',
	'image-repository',
	'control-plane-endpoint',
	'apiserver-advertise-address',
	'apiserver-bind-port',
	'apiserver-cert-extra-sans',
	'pod-network-cidr',
	'service-cidr',
	'service-dns-domain',
	'cri-socket',
	'node-name',
	'token',
	'token-ttl',
	'certificate-key',
	'cert-dir',
	'feature-gates',
	'kubeconfig',
	'patches',
	'experimental-patches',
	'rootfs',
	'v',
];

const skipped = (skip: readonly string[], name: string): boolean =>
	skip.includes(name) || skip.includes(name.split('/')[0]!);

const prepared = (args: readonly string[], at: Shell, out: Output): Run => {
	const {flags, unknown, words} = readArguments(args, switches, valued);
	if (unknown !== undefined) throw new Stop(`unknown flag: ${unknown}`);
	if (words.length > 0) throw new Stop(`unknown command "${words[0]!}" for "kubeadm init"`);
	const plan = planOf(at, out, flags);
	const token = plan.token ?? bootstrapToken(at.world);
	if (!tokenPattern.test(token))
		throw new Stop(
			`the bootstrap token "${token}" was not of the form "\\\\A([a-z0-9]{6})\\\\.([a-z0-9]{16})\\\\z"`,
		);
	return {at, plan, out, flags, token};
};

export const init = async (args: readonly string[], at: Shell, out: Output): Promise<CommandResult> => {
	const run = prepared(args, at, out);
	const {plan, flags} = run;
	out.print(`[init] Using Kubernetes version: ${plan.version}`);
	for (const phase of phasesOf(plan.minor)) {
		if (skipped(plan.skipPhases, phase.name)) continue;
		if (isOn(flags, 'dry-run') && phase !== preflight) continue;
		await phase.run(run);
	}
	if (!isOn(flags, 'dry-run')) success(run);
	return out.result(0);
};

const api: ReadonlySet<string> = new Set([
	'upload-config',
	'upload-certs',
	'mark-control-plane',
	'bootstrap-token',
	'addon/coredns',
	'addon/kube-proxy',
]);

/** `kubeadm init phase NAME [SUB]`: `all` and the names of parts run the whole phase. */
export const initPhase = async (args: readonly string[], at: Shell, out: Output): Promise<CommandResult> => {
	const names = args.filter(arg => !arg.startsWith('-') && /^[a-z-]+$/.test(arg)).slice(0, 2);
	const wanted =
		names[0] === 'addon'
			? names[1] === 'all'
				? ['addon/coredns', 'addon/kube-proxy']
				: [`addon/${names[1] ?? ''}`]
			: [names[0] ?? ''];
	const own = args
		.slice(args.indexOf(names[0] ?? '') + 1)
		.filter((arg, index) => !(index === 0 && !arg.startsWith('-')));
	const run = prepared(own, at, out);
	const phases = phasesOf(run.plan.minor).filter(phase => wanted.includes(phase.name));
	if (phases.length === 0) throw new Stop(`unknown phase "${names[0] ?? ''}"`);
	const part = phases[0]!.parts?.[args[args.indexOf(names[0]!) + 1] ?? ''];
	if (part !== undefined) {
		part(run);
		return out.result(0);
	}
	for (const phase of phases) {
		if (api.has(phase.name) && phase !== uploaded)
			await needApi(
				at,
				phase.name,
				(server, error) =>
					`Get "${server}/api/v1/namespaces/kube-system/configmaps/kubeadm-config?timeout=10s": ${error}`,
				10_000,
			);
		await phase.run(run);
	}
	return out.result(0);
};
