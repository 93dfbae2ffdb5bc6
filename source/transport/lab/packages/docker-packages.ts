// Docker Engine as Docker publishes it for bookworm, and what its client brings.
import type {LabPackage} from '../package.ts';

type Row = Omit<LabPackage, 'name'>;

const unit = `[Unit]
Description=Docker Application Container Engine
Documentation=https://docs.docker.com
After=network-online.target docker.socket firewalld.service containerd.service time-set.target
Wants=network-online.target containerd.service
Requires=docker.socket

[Service]
Type=notify
ExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock
Restart=always
RestartSec=2

[Install]
WantedBy=multi-user.target
`;

export const dockerPackages: Readonly<Record<string, Row>> = {
	'docker-ce': {
		size: 22_900,
		installed: 104_000,
		summary: 'Docker: the open-source application container engine',
		depends: ['docker-ce-cli', 'containerd.io', 'iptables'],
		conflicts: ['docker.io', 'docker-engine'],
		section: 'admin',
		programs: ['/usr/bin/dockerd', '/usr/bin/docker-proxy'],
		files: () => ({
			'/etc/default/docker': '# Docker Upstart and SysVinit configuration file\n',
			'/lib/systemd/system/docker.service': unit,
		}),
		units: ['docker.service'],
	},
	'docker-ce-cli': {
		size: 16_500,
		installed: 42_600,
		summary: 'Docker CLI: the open-source application container engine',
		conflicts: ['docker.io'],
		section: 'admin',
		programs: ['/usr/bin/docker'],
	},
};

const versions = ['29.1.2', '28.5.2', '28.5.1', '27.5.1', '26.1.4', '25.0.5', '24.0.9', '23.0.6'].map(
	version => `5:${version}-1~debian.12~bookworm`,
);

export const dockerReleases: Readonly<Record<string, string[]>> = {'docker-ce': versions, 'docker-ce-cli': versions};
