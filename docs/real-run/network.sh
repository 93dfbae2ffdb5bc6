# The network component of these hosts: bridge, host-local and portmap plugins and a route for each node.
kubectl --kubeconfig /etc/kubernetes/admin.conf apply -f http://apt.rig:8080/rignet.yaml
