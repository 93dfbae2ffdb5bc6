import type {LabDeclaration} from './lab.ts';

export const rehearsal: LabDeclaration = {
	id: 'rehearsal',
	title: {
		en: 'A whole installation: three control planes, two workers, a virtual address',
		zh: '完整安装演练：三个控制平面、两个工作节点、一个虚拟地址',
	},
	plan: `name: lab
kubernetes: {version: "1.36", network: flannel}
endpoint: {kind: keepalived-haproxy, address: 10.77.0.100, port: 9443}
hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: m2, address: 10.77.0.12, role: control-plane}
  - {name: m3, address: 10.77.0.13, role: control-plane}
  - {name: w1, address: 10.77.0.21, role: worker}
  - {name: w2, address: 10.77.0.22, role: worker}
`,
};
