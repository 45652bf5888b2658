import paramiko


class Deployer:
    def __init__(self, host, user):
        self.client = paramiko.SSHClient()
        self.client.load_system_host_keys()
        self.client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
        self.client.connect(host, username=user, timeout=10)

    def restart(self):
        _, out, _ = self.client.exec_command("systemctl restart app")
        return out.channel.recv_exit_status()
