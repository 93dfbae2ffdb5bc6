// What SELinux's targeted policy denies of what a cluster's hosts do. The runtime is not on the list: its package brings
// the policy container-selinux, and its configuration leaves containers unconfined (`enable_selinux = false`).
import type {Files} from './files.ts';
import type {Machine} from './world.ts';

/** Ports that haproxy_t may bind by itself: http_port_t and http_cache_port_t. */
const webPorts = [80, 81, 443, 488, 8008, 8009, 8080, 8118, 8123, 8443, 9000];

/** Switches of the policy, as `getsebool` names them, and what they are after an installation. */
export const booleans: Readonly<Record<string, boolean>> = {
	container_manage_cgroup: false,
	haproxy_connect_any: false,
	httpd_can_network_connect: false,
	keepalived_connect_any: false,
};

export const isOn = (machine: Machine, name: string): boolean =>
	machine.sebooleans?.now[name] ?? machine.sebooleans?.kept[name] ?? booleans[name] ?? false;

/** Whether haproxy may listen there; a denial is written where auditd writes it. */
export const mayBind = (machine: Machine, files: Files, port: number, pid: number, now: number): boolean => {
	if (machine.selinux === undefined || webPorts.includes(port) || isOn(machine, 'haproxy_connect_any')) return true;
	const permissive = machine.selinux === 'permissive';
	files.append(
		'/var/log/audit/audit.log',
		`type=AVC msg=audit(${(now / 1000).toFixed(3)}:${pid}): avc:  denied  { name_bind } for  pid=${pid} comm="haproxy" src=${port} scontext=system_u:system_r:haproxy_t:s0 tcontext=system_u:object_r:${port >= 9443 && port <= 9447 ? 'pki_ca_port_t' : 'unreserved_port_t'}:s0 tclass=tcp_socket permissive=${permissive ? 1 : 0}\n`,
	);
	return permissive;
};

export const selinuxConfig = '/etc/selinux/config';

/** The mode that the next boot begins with; undefined: none at all. */
export const modeAtBoot = (files: Files): Machine['selinux'] => {
	const mode = /^SELINUX=(\w+)/m.exec(files.read(selinuxConfig) ?? '')?.[1];
	return mode === 'enforcing' || mode === 'permissive' ? mode : undefined;
};

/** A boot forgets what was set without -P. */
export const bootSelinux = (machine: Machine, files: Files, hasIt: boolean): void => {
	const mode = hasIt ? modeAtBoot(files) : undefined;
	if (mode === undefined) delete machine.selinux;
	else machine.selinux = mode;
	if (machine.sebooleans !== undefined) machine.sebooleans = {...machine.sebooleans, now: {}};
};
