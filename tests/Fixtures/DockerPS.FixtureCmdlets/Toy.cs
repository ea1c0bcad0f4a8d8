namespace DockerPS.FixtureCmdlets;

public sealed record Toy(string Id, string Color);
