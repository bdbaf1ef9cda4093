"""Sample texts written for this project: what the played sites publish, without any markup."""
