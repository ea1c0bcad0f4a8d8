# To be dot-sourced in a BeforeAll: swarms of the engines that DOCKERPS_TEST_SWARM names, made and taken apart by the docker CLI.
# They are in no swarm when a suite begins, and must be in none when it ends: Clear-TestSwarm belongs in its AfterAll.

$swarmEngines = @("$env:DOCKERPS_TEST_SWARM" -split ';')
$swarmAddresses = @("$env:DOCKERPS_TEST_SWARM_ADDRESSES" -split ';')

# Forms a swarm of the first of the engines, and returns the endpoint of its first manager.
function Initialize-TestSwarm {
    param([int] $Nodes = 1, [int] $Managers = 1)

    Clear-TestSwarm
    docker -H $swarmEngines[0] swarm init --advertise-addr $swarmAddresses[0] | Out-Null
    for ($i = 1; $i -lt $Nodes; $i++) {
        $token = docker -H $swarmEngines[0] swarm join-token -q ($i -lt $Managers ? 'manager' : 'worker')
        docker -H $swarmEngines[$i] swarm join --advertise-addr $swarmAddresses[$i] --token $token "$($swarmAddresses[0]):2377" | Out-Null
    }

    $deadline = [datetime]::UtcNow.AddMinutes(1)
    while (@(docker -H $swarmEngines[0] node ls --format '{{.Status}}' | Where-Object { $_ -eq 'Ready' }).Count -lt $Nodes) {
        if ([datetime]::UtcNow -gt $deadline) { throw "Not all of the $Nodes nodes became ready." }
        Start-Sleep -Milliseconds 50
    }

    $swarmEngines[0]
}

# Takes all the engines out of their swarms and removes the containers and volumes in them.
function Clear-TestSwarm {
    foreach ($engine in $swarmEngines) {
        if ((docker -H $engine info --format '{{.Swarm.LocalNodeState}}') -ne 'inactive') { docker -H $engine swarm leave --force | Out-Null }
        $containers = @(docker -H $engine ps -aq)
        if ($containers) { docker -H $engine rm -fv @containers | Out-Null }
        $volumes = @(docker -H $engine volume ls -q)
        if ($volumes) { docker -H $engine volume rm -f @volumes | Out-Null }
    }
}
