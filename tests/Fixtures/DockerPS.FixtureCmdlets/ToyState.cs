namespace DockerPS.FixtureCmdlets;

public enum ToyState
{
    Created,
    Running,
    Exited,
}
