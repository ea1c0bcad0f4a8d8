namespace DockerPS.Engine.Compose;

/// <summary>A variable in a text.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operator">What stands behind the name.</param>
/// <param name="EmptyIsUnset">True where a colon stands before the operator: an empty value is then as good as none.</param>
/// <param name="Operand">The text behind the operator.</param>
internal sealed record TemplateVariable(string Name, TemplateOperator Operator, bool EmptyIsUnset, TemplateText Operand);
