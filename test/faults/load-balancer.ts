// Causes at the load balancer of the first lab, made by commands.
import type {Fault} from './fault.ts';

const keepalived = '/etc/keepalived/keepalived.conf';
const haproxy = '/etc/haproxy/haproxy.cfg';
const restart = (unit: string): string => `systemctl restart ${unit} || true`;

export const balancerFaults: readonly Fault[] = [
	{finding: 'vrrp-filtered', host: 'm2', break: 'iptables -I INPUT -p vrrp -j DROP'},
	{
		finding: 'keepalived-interface-missing',
		host: 'm3',
		break: `sed -i 's/interface eth0/interface ens160/' ${keepalived}; ${restart('keepalived')}`,
	},
	{
		finding: 'keepalived-config-broken',
		host: 'm2',
		break: `sed -i '/virtual_router_id/d' ${keepalived}; ${restart('keepalived')}`,
	},
	{
		finding: 'vrrp-password-differs',
		host: 'm2',
		break: `sed -i 's/    advert_int 1/    advert_int 1\\n    authentication {\\n        auth_type PASS\\n        auth_pass secret\\n    }/' ${keepalived}; ${restart('keepalived')}`,
	},
	{
		finding: 'vrrp-ids-differ',
		host: 'm2',
		break: `sed -i -E 's/virtual_router_id .*/virtual_router_id 200/' ${keepalived}; ${restart('keepalived')}`,
	},
	{
		finding: 'vrrp-intervals-differ',
		host: 'm2',
		break: `sed -i 's/advert_int 1/advert_int 2/' ${keepalived}; ${restart('keepalived')}`,
	},
	{
		finding: 'keepalived-script-disabled',
		host: 'm2',
		break: `chmod 644 /etc/keepalived/check-haproxy.sh; ${restart('keepalived')}`,
	},
	{finding: 'keepalived-down', host: 'm2', break: 'systemctl disable --now keepalived'},
	{finding: 'haproxy-down', host: 'm2', break: 'systemctl disable --now haproxy'},
	{
		finding: 'haproxy-binds-absent-address',
		host: 'm2',
		break: `sysctl -w net.ipv4.ip_nonlocal_bind=0; sed -i 's/bind \\*:9443/bind 10.77.0.100:9443/' ${haproxy}; ${restart('haproxy')}`,
	},
	{
		finding: 'haproxy-port-taken',
		host: 'm2',
		break: `sed -i 's/bind \\*:9443/bind *:6443/' ${haproxy}; ${restart('haproxy')}`,
	},
	{
		finding: 'haproxy-config-broken',
		host: 'm2',
		break: `sed -i 's/balance roundrobin/balanse roundrobin/' ${haproxy}; ${restart('haproxy')}`,
	},
	{
		finding: 'haproxy-server-unresolved',
		host: 'm2',
		break: `sed -i 's/server m3 10.77.0.13/server m3 m33/' ${haproxy}; ${restart('haproxy')}`,
	},
	{
		finding: 'haproxy-server-port-wrong',
		host: 'm1',
		break: `sed -i -E 's/(server m[0-9] .*):6443/\\1:6444/' ${haproxy}; ${restart('haproxy')}`,
	},
	{
		finding: 'haproxy-checks-plain-http',
		host: 'm1',
		break: `sed -i 's/ check-ssl verify none//' ${haproxy}; ${restart('haproxy')}`,
	},
	{finding: 'haproxy-down', host: 'm3', break: 'systemctl mask --now haproxy'},
	// Nobody holds the address then.
	...['haproxy', 'keepalived'].map(unit => ({
		finding: `${unit}-down`,
		host: 'm1',
		break: `for host in m2 m3; do ssh $host systemctl stop ${unit}; done; systemctl stop ${unit}`,
	})),
	{finding: 'keepalived-down', host: 'm1', break: 'systemctl mask --now keepalived'},
	{
		finding: 'keepalived-config-broken',
		host: 'm3',
		break: `sed -i '$d' ${keepalived}; ${restart('keepalived')}`,
	},
];
