namespace DockerPS.Help;

/// <summary>Type names as PowerShell writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<string, string> s_accelerators = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.SByte"] = "sbyte",
        ["System.Char"] = "char",
        ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort",
        ["System.Int32"] = "int",
        ["System.UInt32"] = "uint",
        ["System.Int64"] = "long",
        ["System.UInt64"] = "ulong",
        ["System.Single"] = "float",
        ["System.Double"] = "double",
        ["System.Decimal"] = "decimal",
        ["System.String"] = "string",
        ["System.DateTime"] = "datetime",
        ["System.TimeSpan"] = "timespan",
        ["System.Guid"] = "guid",
        ["System.Uri"] = "uri",
        ["System.Version"] = "version",
        ["System.Type"] = "type",
        ["System.Array"] = "array",
        ["System.Collections.Hashtable"] = "hashtable",
        ["System.Net.IPAddress"] = "ipaddress",
        ["System.Security.SecureString"] = "securestring",
        ["System.Text.RegularExpressions.Regex"] = "regex",
        ["System.Management.Automation.PSCredential"] = "pscredential",
        ["System.Management.Automation.PSObject"] = "psobject",
        ["System.Management.Automation.ScriptBlock"] = "scriptblock",
        ["System.Management.Automation.SwitchParameter"] = "switch",
    };

    /// <summary>The short name of a syntax line; a nullable value reads as the value.</summary>
    public static string Short(Type type)
    {
        if (type.IsArray)
        {
            return $"{Short(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (!type.IsConstructedGenericType)
        {
            return s_accelerators.GetValueOrDefault(type.FullName ?? type.Name, type.Name);
        }

        Type[] arguments = type.GetGenericArguments();
        return type.GetGenericTypeDefinition().FullName == "System.Nullable`1"
            ? Short(arguments[0])
            : $"{type.Name[..type.Name.IndexOf('`')]}[{string.Join(',', arguments.Select(Short))}]";
    }

    /// <summary>The full name, for what goes in and comes out.</summary>
    public static string Full(Type type)
    {
        if (type.IsArray)
        {
            return Full(type.GetElementType()!) + "[]";
        }

        return type.IsConstructedGenericType
            ? $"{type.Namespace}.{type.Name[..type.Name.IndexOf('`')]}[{string.Join(',', type.GetGenericArguments().Select(Full))}]"
            : type.FullName ?? type.Name;
    }
}
