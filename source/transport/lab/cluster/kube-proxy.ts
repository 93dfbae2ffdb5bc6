// kube-proxy: which mode it works in, and what it says when the one it was told is not possible. Words of the releases:
// until 1.25 it falls back to iptables, from 1.26 it ends; from 1.27 it no longer looks for modules but tries.
import {loadModule} from '../kernel-modules.ts';
import type {Container, Machine} from '../world.ts';
import {type Inside, type Life, type Program, stamp} from './inside.ts';
import {get} from './objects.ts';
import {minorOf} from './versions.ts';

export type ProxyMode = 'iptables' | 'ipvs' | 'nftables';

const ipvsModules = ['ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_sh'];

/** The mode that a container's log says it took; undefined while it has not. */
export const proxyModeOf = ({log}: Container): ProxyMode | undefined =>
	log
		.map(({text}) => /Using (iptables|ipvs|nftables) Proxier/.exec(text)?.[1])
		.findLast((mode): mode is ProxyMode => mode !== undefined);

const takes = ({world, say}: Inside, minor: number, mode: ProxyMode): Life => {
	const words = `Using ${mode} Proxier`;
	if (minor < 22) say(stamp(world, 'I', 'server_others.go:258', `${words}.`));
	else say(stamp(world, 'I', minor < 27 ? 'server_others.go:269' : 'server_linux.go:132', JSON.stringify(words)));
	if (mode === 'ipvs' && minor >= 35)
		say(
			stamp(
				world,
				'E',
				'server_linux.go:171',
				`"The ipvs proxier is now deprecated and may be removed in a future release. Please use 'nftables' instead."`,
			),
		);
	return 'stays';
};

const ends = ({world, say}: Inside, why: string): Life => {
	say(stamp(world, 'E', 'server.go:558', `"Error running ProxyServer" err="${why}"`));
	say(stamp(world, 'E', 'run.go:74', `"command failed" err="${why}"`));
	return {exit: 1, after: 500};
};

/** Its image has modprobe, and kubeadm mounts /lib/modules: what the kernel has, it loads. */
const ipvsMissing = (machine: Machine): readonly string[] => ipvsModules.filter(name => !loadModule(machine, name));

const ipvs = (inside: Inside, minor: number): Life => {
	const {world, machine, say} = inside;
	const missing = ipvsMissing(machine);
	if (missing.length === 0) {
		loadModule(machine, 'nf_conntrack');
		loadModule(machine, 'dummy');
		return takes(inside, minor, 'ipvs');
	}
	const why = `IPVS proxier will not be used because the following required kernel modules are not loaded: [${missing.join(' ')}]`;
	if (minor < 26) {
		say(
			stamp(
				world,
				'E',
				'server_others.go:127',
				minor < 23 ? `Can't use the IPVS proxier: ${why}` : `"Can't use the IPVS proxier" err="${why}"`,
			),
		);
		return takes(inside, minor, 'iptables');
	}
	if (minor === 26) return ends(inside, `can't use the IPVS proxier: ${why}`);
	say(
		stamp(
			world,
			'E',
			'proxier.go:634',
			'"Could not create dummy VS" err="no such file or directory" scheduler="rr"',
		),
	);
	return ends(inside, "can't use the IPVS proxier: no such file or directory");
};

export const kubeProxy: Program['life'] = inside => {
	const {world, machine, spec} = inside;
	const text = get(world, 'ConfigMap', 'kube-proxy', 'kube-system')?.data?.['config.conf'] ?? '';
	const mode = /^mode: "?(\w*)"?$/m.exec(text)?.[1] ?? '';
	const minor = minorOf(spec.image.split(':').at(-1)!);
	if (mode === 'ipvs') return ipvs(inside, minor);
	const [major = 0, point = 0] = machine.kernel.split('.').map(Number);
	if (mode === 'nftables' && major * 1000 + point < 5013)
		return ends(
			inside,
			'kernel version is too old for nftables: kube-proxy in nftables mode requires kernel 5.13 or later',
		);
	return takes(inside, minor, mode === 'nftables' ? 'nftables' : 'iptables');
};
