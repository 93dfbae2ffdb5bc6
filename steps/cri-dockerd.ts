// cri-dockerd: what the kubelet talks to Docker through since 1.24. It is one program with two units, published at GitHub.
import type {Given, Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import type {Archive} from './archive.ts';
import {pauseImage} from './containerd-config.ts';
import {criDockerdSourceOf} from './mirrors.ts';
import {planOf} from './plan.ts';
import {runtimeKindOf} from './runtime.ts';
import {holds, replaceFile, restoreFile, signature} from './whole-file.ts';

/** As of 2026-07; the checksums are those that kubespray 2.31 keeps of the archives. */
const version = '0.3.24';
const checksums = {
	amd64: 'dd4b7f514c248a3aaca398f467430a4c58aae9a77ea8b96a2f5b5d6fba0948d1',
	arm64: 'c783a03735887c4a8fc894bd4cf7a1c0defef3ecf50a4d79ff31eed45c26b17e',
} as const;

const program = '/usr/local/bin/cri-dockerd';

export const needsCriDockerd = (given: Given): boolean => runtimeKindOf(planOf(given)) === 'cri-dockerd';

const address = (given: Given): string => `${criDockerdSourceOf(planOf(given))}/v${version}/cri-dockerd-${version}`;

export const criDockerdArchives = (given: Given): readonly Archive[] =>
	needsCriDockerd(given)
		? [
				{
					address: {amd64: `${address(given)}.amd64.tgz`, arm64: `${address(given)}.arm64.tgz`},
					sha256: checksums,
					instead: 'name a true copy under mirrors.criDockerd in the plan, or write runtime: containerd',
				},
			]
		: [];

export const criDockerd: Task = {
	id: 'cri-dockerd',
	title: {en: 'Install cri-dockerd', zh: '安装 cri-dockerd'},
	why: {
		en: 'Since 1.24 the kubelet speaks only CRI, and Docker does not: this program translates. Its checksum is compared before anything is put in place.',
		zh: '自 1.24 起 kubelet 只支持 CRI，而 Docker 不支持，由该程序转换。安装前会先核对校验和。',
	},
	target: 'every-host',
	when: needsCriDockerd,
	risk: 'changes',
	check: {
		ask: () => sh`
			found=$(${program} --version 2>&1 | awk '{print $2}' || true)
			echo "installed: $found"
			[ "$found" = ${version} ]
		`,
	},
	run: given => sh`
		case "$(uname -m)" in
			x86_64)
				architecture=amd64
				wanted=${checksums.amd64}
				;;
			aarch64)
				architecture=arm64
				wanted=${checksums.arm64}
				;;
			*)
				echo "cri-dockerd is published for x86_64 and aarch64 only: write runtime: containerd in the plan." >&2
				exit 1
				;;
		esac
		url=${address(given)}.$architecture.tgz
		archive=$(mktemp -d)
		if ! curl -fsSL --retry 3 --max-time 600 -o "$archive/cri-dockerd.tgz" "$url"; then
			rm -rf "$archive"
			echo "$url cannot be fetched: name a copy under mirrors.criDockerd in the plan, or write runtime: containerd." >&2
			exit 1
		fi
		found=$(sha256sum "$archive/cri-dockerd.tgz" | awk '{print $1}')
		if [ "$found" != "$wanted" ]; then
			rm -rf "$archive"
			echo "$url has checksum $found and should have $wanted: nothing was installed. Name a true copy under mirrors.criDockerd in the plan." >&2
			exit 1
		fi
		tar -xzf "$archive/cri-dockerd.tgz" -C "$archive"
		install -m 755 "$archive/cri-dockerd/cri-dockerd" ${program}
		rm -rf "$archive"
		${program} --version
	`,
	undo: () => sh`rm -f ${program}`,
	usually: 30,
	waitingFor: {en: 'github.com, or the copy that the plan names', zh: 'github.com 或计划中指定的下载地址的响应'},
	retries: 2,
};

const serviceFile = '/etc/systemd/system/cri-docker.service';
const socketFile = '/etc/systemd/system/cri-docker.socket';
const units = ['cri-docker.socket', 'cri-docker.service'] as const;

const service = (given: Given): string => `# ${signature}
[Unit]
Description=CRI Interface for Docker Application Container Engine
Documentation=https://docs.mirantis.com
After=network-online.target firewalld.service docker.service
Wants=network-online.target
Requires=cri-docker.socket

[Service]
Type=notify
ExecStart=${program} --container-runtime-endpoint fd:// --network-plugin=cni --pod-infra-container-image=${pauseImage(given)}
TimeoutSec=0
RestartSec=2
Restart=always
StartLimitBurst=3
StartLimitInterval=60s
LimitNOFILE=infinity
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
Delegate=yes
KillMode=process

[Install]
WantedBy=multi-user.target
`;

const socket = `# ${signature}
[Unit]
Description=CRI Docker Socket for the API
PartOf=cri-docker.service

[Socket]
ListenStream=%t/cri-dockerd.sock
SocketMode=0660
SocketUser=root
SocketGroup=docker

[Install]
WantedBy=sockets.target
`;

export const criDockerdRuns: Task = {
	id: 'cri-dockerd-running',
	title: {en: 'Run cri-dockerd behind its socket', zh: '启动 cri-dockerd 及其套接字'},
	why: {
		en: 'The kubelet and kubeadm are told this socket. The pause image must be one that can be pulled here.',
		zh: 'kubelet 和 kubeadm 使用该套接字；pause 镜像必须能在本机拉到。',
	},
	target: 'every-host',
	when: needsCriDockerd,
	risk: 'disruptive',
	check: {
		ask: given => sh`
			wrong=0
			if ! { ${holds(serviceFile, service(given))} && ${holds(socketFile, socket)}; }; then
				echo "its units are not as they should be"
				wrong=1
			fi
			for unit in ${units}; do
				systemctl is-active --quiet "$unit" || { echo "$unit is not running"; wrong=1; }
				systemctl is-enabled --quiet "$unit" || { echo "$unit does not start at boot"; wrong=1; }
			done
			exit "$wrong"
		`,
	},
	run: given => sh`
		${replaceFile(serviceFile, service(given), '644')}
		${replaceFile(socketFile, socket, '644')}
		systemctl daemon-reload
		systemctl enable ${units}
		systemctl restart cri-docker.socket
		systemctl restart cri-docker.service
	`,
	undo: () => sh`
		systemctl disable --now cri-docker.service cri-docker.socket
		${restoreFile(serviceFile)}
		${restoreFile(socketFile)}
		systemctl daemon-reload
	`,
	usually: 5,
};
