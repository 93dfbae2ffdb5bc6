import type {Given} from '../source/engine/declare.ts';
import {planOf} from './plan.ts';
import {controlPlanesOf} from './roles.ts';
import {signature} from './whole-file.ts';

export const haproxyFile = '/etc/haproxy/haproxy.cfg';

const at = (address: string, port: number): string => `${address.includes(':') ? `[${address}]` : address}:${port}`;

/**
 * Connections of `kubectl logs -f`, watches and the kubelet stay open for hours without a byte: short timeouts cut them.
 * The check speaks TLS because a port that accepts connections may still be an API server that is not ready.
 * What a check is stands with each server: haproxy takes `check` and `check-ssl` on `default-server` only from 1.8 on, and
 * CentOS 7 has 1.5. `bind` names no address: the virtual one is on one host at a time.
 */
export const haproxyConfig = (given: Given): string => `# ${signature}
global
    log /dev/log local0
    user haproxy
    group haproxy
    maxconn 4000

defaults
    log global
    mode tcp
    option tcplog
    option dontlognull
    timeout connect 5s
    timeout client 4h
    timeout server 4h
    timeout check 5s

frontend apiserver
    bind *:${planOf(given).endpoint.port}
    default_backend apiservers

backend apiservers
    option httpchk GET /readyz
    http-check expect status 200
    balance roundrobin
    default-server inter 2s downinter 2s rise 2 fall 3
${controlPlanesOf(given)
	.map(({name, address}) => `    server ${name} ${at(address, 6443)} check check-ssl verify none`)
	.join('\n')}
`;
