import type {Given} from '../source/engine/declare.ts';
import {planOf} from './plan.ts';
import {controlPlanesOf, othersOf} from './roles.ts';
import {signature} from './whole-file.ts';

export const keepalivedFile = '/etc/keepalived/keepalived.conf';
export const healthScript = '/etc/keepalived/check-haproxy.sh';

/** Stands for the name of the network interface, which only the host knows. */
export const nicPlaceholder = '@nic@';

/** 1-255 from the virtual address: the same on every host, another for another cluster on the same wire. */
export const virtualRouterId = (address: string): number =>
	1 + (Buffer.from(address).reduce((sum, byte) => (sum * 31 + byte) % 65_521, 7) % 255);

const priority = (given: Given): number =>
	150 - controlPlanesOf(given).findIndex(host => host.name === given.host.name);

const list = (lines: readonly string[]): string => lines.map(line => `        ${line}`).join('\n');

/**
 * The first control plane is MASTER and takes the address back when it returns, so that everybody knows where it should
 * be. Peers are named: many networks drop VRRP's multicast. There is no password: VRRP sends it in plain text, and who
 * may send is decided by the list of peers and the firewall. The script has no weight: where haproxy is dead the instance is
 * in FAULT and says so at once, so that the next host takes over in about three seconds and not in seven. The holder says
 * every minute whose the address is: after a split brain the others would send to him who lost it, for minutes.
 */
export const keepalivedConfig = (given: Given): string => {
	const {address} = planOf(given).endpoint;
	const others = othersOf(given, controlPlanesOf(given)).map(host => host.address);
	const first = controlPlanesOf(given)[0]?.name === given.host.name;
	return `# ${signature}
global_defs {
    router_id ${given.host.name}
    script_user root
    enable_script_security
}

vrrp_script haproxy {
    script "${healthScript}"
    interval 1
    timeout 5
    fall 2
    rise 2
}

vrrp_instance apiserver {
    state ${first ? 'MASTER' : 'BACKUP'}
    interface ${nicPlaceholder}
    virtual_router_id ${virtualRouterId(address)}
    priority ${priority(given)}
    advert_int 1
    garp_master_refresh 60
    unicast_src_ip ${given.host.address}
${others.length === 0 ? '' : `    unicast_peer {\n${list(others)}\n    }\n`}    virtual_ipaddress {
        ${address}
    }
    track_script {
        haproxy
    }
}
`;
};

/**
 * Whether haproxy runs: before the first API server does no backend answers, and that is no reason to move. Asked of /proc and
 * not of systemd, because on a busy host a question over D-Bus takes seconds and the address would move for nothing.
 */
export const healthScriptText = `#!/bin/sh
# ${signature}
exec pidof haproxy > /dev/null
`;
