namespace DockerPS.Help;

/// <summary>A parameter as one parameter set has it.</summary>
/// <param name="Help">What is the same in all sets.</param>
/// <param name="Mandatory">Whether it must be given.</param>
/// <param name="Position">Its position, null where it has to be named.</param>
/// <param name="ByValue">Whether pipeline objects bind to it.</param>
/// <param name="ByPropertyName">Whether properties of pipeline objects bind to it.</param>
/// <param name="Remaining">Whether it takes the words that are left over.</param>
internal sealed record SetParameter(ParameterHelp Help, bool Mandatory, int? Position, bool ByValue, bool ByPropertyName, bool Remaining)
{
    public string PipelineInput => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
