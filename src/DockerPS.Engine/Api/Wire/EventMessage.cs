namespace DockerPS.Engine.Api.Wire;

/// <summary>One event of GET /events.</summary>
internal sealed class EventMessage
{
    public string Type { get; set; } = "";

    public string Action { get; set; } = "";

    public ActorPart Actor { get; set; } = new();

    public long TimeNano { get; set; }

    internal sealed class ActorPart
    {
        public string ID { get; set; } = "";

        public StringMap Attributes { get; set; } = [];
    }
}
