namespace DockerPS.Engine.Compose;

/// <summary>What stands behind a variable's name in braces.</summary>
internal enum TemplateOperator
{
    /// <summary>Nothing: ${A}.</summary>
    None,

    /// <summary>What is put in for a variable that is not set: ${A-x}, ${A:-x}.</summary>
    Default,

    /// <summary>What is said about a variable that is not set: ${A?x}, ${A:?x}.</summary>
    Required,

    /// <summary>What is put in for a variable that is set: ${A+x}, ${A:+x}.</summary>
    Alternate,
}
